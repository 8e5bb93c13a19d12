export { programmeEnrolments, programmeVersions } from './schema.ts'
export { enrol } from './enrolments.ts'
export { importProgramme, neededOf, newestVersion, versionOf, versions, type Version } from './versions.ts'
export { subjects, subjectsByCode, type SubjectsByCode } from './subjects.ts'
export {
  Requirement,
  subjectsOf,
  type Node,
  type NodeKind,
  type NodeOf,
  type ProgrammeTree,
  type Tier,
} from './tree.ts'
