import type { Scope } from '#server/actor'

export const roles = ['officer', 'trainer', 'chief', 'coordinator', 'administrator', 'observer', 'auditor'] as const

/**
 * The one matrix: action × role → scope. Several roles of one person are a union.
 * `self`: the own record · `centre`, `province`: the place the role was given for · `country`: everywhere.
 */
export const permissions = {
  /** The list of officers with their places on the path. */
  'people.list': { chief: 'centre', coordinator: 'province', administrator: 'country', auditor: 'country' },
  /** One person and her learning record. */
  'people.view': {
    officer: 'self',
    trainer: 'self',
    chief: 'centre',
    coordinator: 'province',
    administrator: 'country',
    auditor: 'country',
  },
  /** Counts by province and tier, without names. */
  'people.count': { observer: 'country', administrator: 'country' },
  'courses.read': {
    officer: 'self',
    trainer: 'self',
    chief: 'self',
    coordinator: 'self',
    administrator: 'self',
    observer: 'self',
    auditor: 'self',
  },
  /** Everybody who learns is enrolled by her first act; an administrator enrols anybody. */
  'programme.enrol': { officer: 'self', trainer: 'self', chief: 'self', coordinator: 'self', administrator: 'country' },
  'courses.learn': { officer: 'self', trainer: 'self', chief: 'self', coordinator: 'self', administrator: 'self' },
  'assessments.take': { officer: 'self', trainer: 'self', chief: 'self', coordinator: 'self', administrator: 'self' },
  /** Attempts of others: never a colleague's. */
  'assessments.view': {
    officer: 'self',
    trainer: 'self',
    chief: 'self',
    coordinator: 'self',
    administrator: 'country',
  },
  /** Earlier results typed from paper. */
  'courses.record': { administrator: 'country' },
  'assessments.record': { administrator: 'country' },
  'events.record': { administrator: 'country' },
  /** The inbox of whoever is told something. */
  'notices.read': {
    officer: 'self',
    trainer: 'self',
    chief: 'self',
    coordinator: 'self',
    administrator: 'self',
    observer: 'self',
    auditor: 'self',
  },
  /** Licences of trainers: who may lead what, where, until when. */
  'trainers.view': { trainer: 'self', coordinator: 'province', administrator: 'country', auditor: 'country' },
  'trainers.license': { administrator: 'country' },
  /** Published events that are open to the person. */
  'events.read': {
    officer: 'self',
    trainer: 'self',
    chief: 'self',
    coordinator: 'province',
    administrator: 'country',
    auditor: 'country',
  },
  'events.enrol': { officer: 'self', trainer: 'self', chief: 'self', coordinator: 'self' },
  /** Proposing an officer of one's centre for a workshop. */
  'events.nominate': { chief: 'centre', coordinator: 'province', administrator: 'country' },
  'events.plan': { trainer: 'province', coordinator: 'province', administrator: 'country' },
  'events.publish': { coordinator: 'province', administrator: 'country' },
  /** Sending in and publishing without a licensed lead, with a reason (PRODUCT rule 4). */
  'events.override': { administrator: 'country' },
  /** The day itself: register and observations. Who may mark which event is its own trainers, or who publishes it. */
  'events.mark': { trainer: 'self', coordinator: 'province', administrator: 'country' },
  /** One sheet of one observer; whose event it is decides in `events`. */
  'observations.score': { trainer: 'self', administrator: 'country' },
  'observations.adjudicate': { administrator: 'country' },
  /** One's own certificates, and those of the persons one follows. */
  'certificates.view': {
    officer: 'self',
    trainer: 'self',
    chief: 'centre',
    coordinator: 'province',
    administrator: 'country',
    auditor: 'country',
  },
  'certificates.register': { administrator: 'country', auditor: 'country' },
  'certificates.issue': { administrator: 'country' },
  'certificates.revoke': { administrator: 'country' },
  /** Figures without names; `people.view` decides who sees the names behind them. */
  'reports.view': { observer: 'country', administrator: 'country' },
  'settings.change': { administrator: 'country' },
  'journal.view': { administrator: 'country', auditor: 'country' },
} as const satisfies Record<string, Partial<Record<(typeof roles)[number], Scope>>>

declare module '#server/actor' {
  interface Register {
    permissions: typeof permissions
    role: (typeof roles)[number]
  }
}
