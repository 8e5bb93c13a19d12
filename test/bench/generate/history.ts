import { randomUUID } from 'node:crypto'
import { day, minute } from '#server/time'
import type { Topic } from '#modules/events'
import type { Officer } from './cast.ts'
import { told, toldOnPaper, type Kit, type Study } from './kit.ts'
import { takeQuiz } from './sitting.ts'

/** Where an officer is in tier 1: the course under way and the attempts at its quiz so far. */
export type Place = { study: Study; sat: number }
/** A person's history as it is written: how many facts are left to tell, and the day it has come to. */
type Telling = { kit: Kit; person: number; left: number; at: number; step: number }

const history = 380 * day
const next = (telling: Telling): number => {
  telling.left--
  return (telling.at += telling.step)
}
const readLessons = (telling: Telling, { course }: Study): void => {
  const { kit, person } = telling
  const { id: courseId, current } = course
  if (!current) return
  kit.put.enrolment({ personId: person, courseId, versionId: current.id, startedAt: telling.at })
  const read = current.lessons.slice(0, telling.left)
  for (const { id: lessonId, revisionId } of read)
    kit.put.done({ ...told(person, next(telling)), lessonId, courseId, revisionId })
  const at = current.lessons[read.length] ?? read.at(-1)
  if (at) kit.put.position({ personId: person, courseId, lessonId: at.id, fraction: 0.6, updatedAt: telling.at })
}
const sitUntilPassed = (telling: Telling, { quiz }: Study): number => {
  const wanted = Math.min(telling.left, telling.kit.chance.next() < 0.4 ? 2 : 1)
  for (let number = 1; number <= wanted; number++) takeQuiz(telling.kit, telling.person, quiz, number, next(telling))
  return wanted
}
/** Courses in their order, some of the first from paper; stops where the facts end. */
const study = (telling: Telling, fromPaper: number): Place => {
  const { kit, person } = telling
  let place: Place | undefined
  for (const [at, one] of kit.studies.entries()) {
    if (telling.left === 0 && place) break
    place = { study: one, sat: 0 }
    if (at < fromPaper && telling.left > 0) {
      const { id: courseId, passMark } = one.course
      kit.put.pass({ ...toldOnPaper(person, next(telling)), courseId, score: 85, passMark })
      continue
    }
    readLessons(telling, one)
    place.sat = sitUntilPassed(telling, one)
  }
  if (!place) throw new Error('no courses')
  return place
}
const attend = (telling: Telling, topic: Topic, parts: number): void => {
  const { id: topicId, minutes: plannedMinutes } = topic
  const occasion = `paper:${randomUUID()}`
  const each = Math.floor((plannedMinutes * (0.7 + 0.3 * telling.kit.chance.next())) / parts)
  for (let part = 0; part < parts && telling.left > 0; part++) {
    const fact = toldOnPaper(telling.person, next(telling))
    telling.kit.put.attendance({ ...fact, topicId, occasion, minutes: each, plannedMinutes, neededPercent: 80 })
  }
}
const meet = (telling: Telling, trains: boolean): void => {
  const of = (kind: Topic['kind']): Topic[] => telling.kit.topics.filter((one) => one.kind === kind)
  for (const topic of trains ? of('tot') : []) attend(telling, topic, 4)
  for (const topic of of('provincial')) attend(telling, topic, 2)
  while (telling.left > 0) attend(telling, telling.kit.chance.one(of('webinar')), 1)
}
/** So many facts of one officer over the past year, six of ten in the courses; returns where she is now. */
export const tell = (kit: Kit, { id: person, trains }: Officer, facts: number): Place => {
  const online = Math.round(facts * 0.6)
  const telling = {
    kit,
    person,
    left: online,
    at: kit.now - history,
    step: Math.floor(history / (facts + 1) / minute) * minute,
  }
  const place = study(telling, kit.chance.next() < 0.25 ? 3 : 0)
  telling.left += facts - online
  meet(telling, trains)
  return place
}
