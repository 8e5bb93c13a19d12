import type { FastifyReply } from 'fastify'
import type { SheetKind } from './sheets.ts'

const types: Record<SheetKind, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
/** RFC 5987 allows fewer letters than encodeURIComponent leaves alone. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
/** Sends a file to keep. The Khmer name goes as RFC 5987 says, with an ASCII name for what cannot read it. */
export const download = (
  reply: FastifyReply,
  bytes: Uint8Array,
  kind: SheetKind,
  name: string,
  plainName: string,
): FastifyReply => {
  const disposition = `attachment; filename="${plainName.replaceAll(/[^\w.-]/g, '-')}.${kind}"; filename*=UTF-8''${encoded(`${name}.${kind}`)}`
  return reply.header('content-disposition', disposition).type(types[kind]).send(Buffer.from(bytes))
}
