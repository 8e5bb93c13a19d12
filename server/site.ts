import { makePages, type Pages } from '#server/html/page'
import { makeAssets, type Assets } from '#server/http/assets'

/** What is made once a process and shared by every app in it: assets under their digests, compiled templates. */
export type Site = { assets: Assets; pages: Pages }
export const makeSite = (cache: string): Site => {
  const assets = makeAssets(cache)
  return { assets, pages: makePages(assets) }
}
