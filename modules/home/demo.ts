import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import { chanceOf, type Chance } from '#server/chance'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { present } from '#server/errors'
import type { Demo } from '#server/module'
import { day, dayOf, daysLater, hour, minute, type Day } from '#server/time'
import { actorOf } from '#modules/access'
import {
  attemptQuestions,
  questionVersions,
  recordResult,
  saveAnswer,
  startAttempt,
  submitAttempt,
} from '#modules/assessments'
import { demoCertificates } from '#modules/certificates'
import { catalogue, completeLesson, recordPass, type Course } from '#modules/courses'
import { recordAttendance } from '#modules/events'
import { grants, persons, type Person } from '#modules/people'
import { demoEvents } from './demo-events.ts'

/** How far an officer is: from "not begun" to "tier 1 complete and more". Weights make every list and empty state be seen. */
type Story = 'new' | 'reading' | 'quizzing' | 'paper' | 'modules' | 'tier1' | 'far'
const weights: readonly [Story, number][] = [['new', 12], ['reading', 18], ['quizzing', 16], ['paper', 16], ['modules', 18], ['tier1', 12], ['far', 8]] // prettier-ignore

type Stage = { db: Db; chance: Chance; now: number; admin: Actor; courses: readonly Course[] }
const storyOf = (chance: Chance): Story => {
  let left = chance.below(weights.reduce((sum, [, weight]) => sum + weight, 0))
  return weights.find(([, weight]) => (left -= weight) < 0)?.[0] ?? 'new'
}
/** A uuid of the seed's own, so that the demo is the same on every machine. */
const uuidOf = (chance: Chance): string => {
  const hex = Array.from({ length: 32 }, () => chance.below(16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
const evidence = (chance: Chance): string => `បញ្ជីលទ្ធផលលេខ ${String(10 + chance.below(80))} ការិយាល័យបណ្តុះបណ្តាល`
const daysAgo = ({ now }: Stage, days: number): Day => daysLater(dayOf(now), -days)

const readLessons = (stage: Stage, actor: Actor, course: Course, count: number, from: number): number => {
  let at = from
  for (const { slug } of course.current?.lessons.slice(0, count) ?? []) {
    at += (15 + stage.chance.below(40)) * minute
    completeLesson(stage.db, actor, { code: course.code, slug, uuid: uuidOf(stage.chance) }, at)
  }
  return at
}
/** Answers each question rightly with the given likelihood, as a person would, and sends the quiz in. */
const takeQuiz = ({ db, chance }: Stage, actor: Actor, code: string, skill: number, from: number): number => {
  const attempt = startAttempt(db, actor, { code, once: uuidOf(chance), seed: chance.below(2 ** 31) }, from)
  const asked = db
    .select({ position: attemptQuestions.position, order: attemptQuestions.optionOrder, key: questionVersions.key })
    .from(attemptQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, attemptQuestions.questionVersionId))
    .where(eq(attemptQuestions.attemptId, attempt.id))
    .orderBy(asc(attemptQuestions.position))
    .all()
  let at = from
  for (const { position, order, key } of asked) {
    at += minute
    const right = key.right.map((place) => order.indexOf(place))
    const answer = chance.next() < skill ? right : [chance.below(order.length)]
    saveAnswer(db, actor, { attemptId: attempt.id, position, answer }, at)
  }
  submitAttempt(db, actor, attempt.id, at + minute)
  return at + hour
}
const paperPasses = (stage: Stage, personId: number, count: number, oldest: number): void => {
  for (const [n, { code }] of stage.courses.slice(0, count).entries())
    recordPass(
      stage.db,
      stage.admin,
      {
        personId,
        code,
        score: 70 + stage.chance.below(29),
        day: daysAgo(stage, oldest - n * 9),
        evidence: evidence(stage.chance),
        uuid: uuidOf(stage.chance),
      },
      stage.now,
    )
}
const attend = (stage: Stage, personId: number, topic: string, days: number, minutes: number): void => {
  const input = {
    uuid: uuidOf(stage.chance),
    personId,
    topic,
    heldOn: daysAgo(stage, days),
    minutes,
    evidence: evidence(stage.chance),
  }
  recordAttendance(stage.db, stage.admin, input, stage.now)
}
const webinars = (stage: Stage, personId: number, count: number): void => {
  const topics = stage.chance.shuffled(['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8'])
  for (const [n, topic] of topics.slice(0, count).entries())
    attend(stage, personId, topic, 20 + n * 55 + stage.chance.below(30), 78 + stage.chance.below(13))
}
const postTest = (stage: Stage, personId: number, score: number): void => {
  recordResult(
    stage.db,
    stage.admin,
    {
      quizCode: 'POST',
      personId,
      score,
      happenedOn: daysAgo(stage, 60 + stage.chance.below(40)),
      evidence: evidence(stage.chance),
      uuid: uuidOf(stage.chance),
    },
    stage.now,
  )
}
type Tell = (stage: Stage, actor: Actor) => void
const tellings: Record<Story, Tell> = {
  new: () => undefined,
  reading: (stage, actor) => {
    const [first] = stage.courses
    if (first)
      readLessons(stage, actor, first, 1 + stage.chance.below(3), stage.now - (1 + stage.chance.below(50)) * day)
  },
  quizzing: (stage, actor) => {
    let at = stage.now - (12 + stage.chance.below(60)) * day
    for (const course of stage.courses.slice(0, 1 + stage.chance.below(2))) {
      at = readLessons(stage, actor, course, 99, at)
      at = takeQuiz(stage, actor, course.code, 0.45 + stage.chance.next() * 0.3, at)
      if (stage.chance.next() < 0.7) at = takeQuiz(stage, actor, course.code, 0.92, at + day)
    }
  },
  paper: (stage, actor) => {
    paperPasses(stage, actor.person, 3 + stage.chance.below(3), 300)
    webinars(stage, actor.person, stage.chance.below(3))
  },
  modules: (stage, actor) => {
    paperPasses(stage, actor.person, 5 + stage.chance.below(3), 340)
    webinars(stage, actor.person, 1 + stage.chance.below(2))
    if (stage.chance.next() < 0.4) attend(stage, actor.person, 'PROV', 90, 540)
  },
  tier1: (stage, actor) => {
    paperPasses(stage, actor.person, 8, 400)
    postTest(stage, actor.person, 70 + stage.chance.below(28))
    webinars(stage, actor.person, 2 + stage.chance.below(2))
  },
  far: (stage, actor) => {
    paperPasses(stage, actor.person, 8, 420)
    postTest(stage, actor.person, 80 + stage.chance.below(18))
    webinars(stage, actor.person, 3)
    attend(stage, actor.person, 'PROV', 80 + stage.chance.below(30), 600 + stage.chance.below(121))
  },
}
/** Told on purpose: the officer of the sign-in list is in the middle of F1; the trainer has been far. */
const cast: Readonly<Record<string, Tell>> = {
  'DEMO-OFFICER': (stage, actor) => {
    const [first] = stage.courses
    if (first) readLessons(stage, actor, first, 2, stage.now - 3 * day)
    // What she learnt on paper before: enough for a place at a provincial session.
    for (const [n, { code }] of stage.courses.slice(2).entries())
      recordPass(
        stage.db,
        stage.admin,
        {
          personId: actor.person,
          code,
          score: 71 + 3 * n,
          day: daysAgo(stage, 300 - n * 9),
          evidence: evidence(stage.chance),
          uuid: uuidOf(stage.chance),
        },
        stage.now,
      )
    attend(stage, actor.person, 'W3', 34, 86)
  },
  'DEMO-TRAINER': (stage, actor) => {
    tellings.far(stage, actor)
  },
}
const learners = (db: Db): Person[] => {
  const ids = db.select({ id: grants.personId }).from(grants).where(eq(grants.role, 'officer'))
  return db
    .select()
    .from(persons)
    .where(and(inArray(persons.id, ids), eq(persons.status, 'active')))
    .orderBy(asc(persons.id))
    .all()
}
/** The uneven past of the demo's officers, by the verbs that real life uses, relative to today. */
export const demo = ({ db, now, seed }: Demo): void => {
  const admin = present(
    db.select().from(persons).where(eq(persons.staffId, 'DEMO-ADMIN')).get(),
    'the demo administrator',
  )
  write(db, (tx) => {
    const stage: Stage = {
      db: tx,
      chance: chanceOf(seed + 1),
      now,
      admin: actorOf(tx, admin),
      courses: catalogue(tx).courses,
    }
    for (const person of learners(tx)) {
      const tell = cast[person.staffId] ?? tellings[storyOf(stage.chance)]
      tell(stage, actorOf(tx, person))
    }
    demoEvents({ db: tx, chance: chanceOf(seed + 2), now, admin: stage.admin, uuid: () => uuidOf(stage.chance) })
    demoCertificates({ db: tx, now, seed })
  })
}
