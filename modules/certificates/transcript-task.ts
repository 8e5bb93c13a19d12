import type { Task } from '#server/worker'
import { drawTranscript, type TranscriptPaper } from './paper/transcript.ts'
import { unfitOf, type Unfit } from './unfit.ts'

export type DrawnTranscript = { bytes: Uint8Array; unfit: null } | { bytes: null; unfit: Unfit }
/** Draws a transcript. Its words come in: a worker knows no languages. */
const transcript: Task<TranscriptPaper, DrawnTranscript> = async (_db, paper) => {
  try {
    return { bytes: new Uint8Array(await drawTranscript(paper)), unfit: null }
  } catch (error) {
    return { bytes: null, unfit: unfitOf(error) }
  }
}
export default transcript
