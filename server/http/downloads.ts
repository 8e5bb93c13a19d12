import type { FastifyReply } from 'fastify'
import type { SheetKind } from './sheets.ts'

const types: Record<SheetKind, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
/** Sends a file to keep. The Khmer name goes as RFC 5987 says, with an ASCII name for what cannot read it. */
export const download = (reply: FastifyReply, bytes: Uint8Array, kind: SheetKind, name: string, plainName: string): FastifyReply => {
  const disposition = `attachment; filename="${plainName}.${kind}"; filename*=UTF-8''${encodeURIComponent(`${name}.${kind}`)}`
  return reply.header('content-disposition', disposition).type(types[kind]).send(Buffer.from(bytes))
}
