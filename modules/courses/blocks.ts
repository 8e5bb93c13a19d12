import type { Report } from './problems.ts'

export const blockKinds = ['aim', 'dialogue', 'example', 'tip', 'practice', 'remember', 'check'] as const
export type BlockKind = (typeof blockKinds)[number]
/** A stretch of a lesson: plain Markdown (`text`) or one block. `line` is that of the first of `lines`, from 1. */
export type Block = { kind: BlockKind | 'text'; title: string; line: number; lines: string[] }

const mayHaveTitle: readonly string[] = ['example', 'tip', 'practice']
const isKind = (word: string): word is BlockKind => (blockKinds as readonly string[]).includes(word)

/** A block of an unknown kind reads on as text, so that the rest of the file is still checked. */
const opened = (words: string, line: number, report: Report): Block => {
  const [kind = '', title = ''] = /^(\S*)\s*(.*)$/.exec(words)?.slice(1) ?? []
  if (!isKind(kind)) {
    report(line, `unknown block «${kind}»: use one of ${blockKinds.join(', ')}`)
    return { kind: 'text', title: '', line: line + 1, lines: [] }
  }
  if (title && !mayHaveTitle.includes(kind)) report(line, `${kind} takes no title: put «${title}» on the next line`)
  return { kind, title, line: line + 1, lines: [] }
}
/** Cuts a lesson into text and blocks. Reports unknown kinds, blocks inside blocks, and fences without their other half. */
export const blocksOf = (source: string, report: Report): Block[] => {
  const blocks: Block[] = [{ kind: 'text', title: '', line: 1, lines: [] }]
  let openedAt: number | null = null
  for (const [index, row] of source.split(/\r?\n/).entries()) {
    const line = index + 1
    const fence = /^\s*:{3,}\s*(.*?)\s*$/.exec(row)?.[1]
    if (fence === undefined) blocks.at(-1)?.lines.push(row)
    else if (fence === '') {
      if (openedAt === null)
        report(line, 'this ::: closes nothing: remove it, or begin the block with ::: and its kind')
      openedAt = null
      blocks.push({ kind: 'text', title: '', line: line + 1, lines: [] })
    } else {
      if (openedAt !== null)
        report(line, `the block of line ${String(openedAt)} is still open: close it with ::: first`)
      openedAt = line
      blocks.push(opened(fence, line, report))
    }
  }
  if (openedAt !== null) report(openedAt, 'this block is never closed: add a line ::: after it')
  return blocks.filter(({ kind, lines }) => kind !== 'text' || lines.some((row) => row.trim() !== ''))
}
