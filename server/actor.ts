import type { Language, Numerals } from '#server/i18n'

/** Where a role may act. */
export type Scope = 'self' | 'centre' | 'province' | 'country'
/** Filled by modules/permissions.ts, so that the platform types actions without importing them. */
export interface Register {} // eslint-disable-line @typescript-eslint/no-empty-object-type
type Registered<Key extends string> = Register extends Record<Key, infer Found> ? Found : never
export type Action = Extract<keyof Registered<'permissions'>, string>
export type Access = 'public' | 'signed-in' | Action
export type Role = Extract<Registered<'role'>, string>
/** One role of one person, with the place it holds for (null: everywhere). */
export type Grant = { role: Role; province: number | null; centre: number | null }
/** What all roles of one person together reach with one action. */
export type Reach = { country: boolean; provinces: readonly number[]; centres: readonly number[]; self: number }
/** Who sends the request. Made anew for each request from the tables: never cached, so a revoked role ends at once. */
export type Actor = {
  person: number
  login: number
  nameKm: string
  nameLatin: string
  language: Language
  numerals: Numerals
  roles: readonly Role[]
  reach: { readonly [A in Action]?: Reach }
}
