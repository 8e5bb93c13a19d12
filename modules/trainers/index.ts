export { licences, licenceTopics } from './schema.ts'
export { licenceTopicList, type LicenceTopic } from './topics.ts'
export {
  decide,
  stateOn,
  type Decision,
  type LeadNeed,
  type Level,
  type Licence,
  type LicenceState,
} from './deciding.ts'
export { licenceCheck, licencesByPerson, licencesOf, trainersFor, type Trainer } from './licences.ts'
export { isCandidate, licenceCandidates, type Candidate } from './candidates.ts'
export { grantLicence, type Grant, type LicenceFact } from './granting.ts'
export { liftSuspension, suspendLicence, type Lift, type Suspend } from './suspending.ts'
