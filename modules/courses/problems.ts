/** What is wrong in a content file, where, and what to do about it. For authors, in the language of the files' README. */
export type Problem = { file: string; line: number; text: string }
export type Report = (line: number, text: string) => void

/** "content/courses/f1/01-x.km.md:12: unknown block …" as a terminal or an editor links it. */
export const problemLine = ({ file, line, text }: Problem): string => `${file}:${String(line)}: ${text}`
/** Collects what is wrong in one file. */
export const reportTo =
  (problems: Problem[], file: string): Report =>
  (line, text) => {
    problems.push({ file, line, text })
  }
