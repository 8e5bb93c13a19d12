import type { Task } from '#server/worker'
import { drawTranscript, type TranscriptPaper } from './paper/transcript.ts'

/** Draws a transcript. Its words come in: a worker knows no languages. */
const transcript: Task<TranscriptPaper, Uint8Array> = async (_db, paper) => new Uint8Array(await drawTranscript(paper))
export default transcript
