import { expect, test } from 'vitest'
import { house } from '../support/house.ts'

test('the proxy learns that all is well, with version and schema, and keeps nothing', async () => {
  const { statusCode, headers, body } = await house().app.inject('/healthz')
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store'])
  expect(JSON.parse(body)).toEqual({
    status: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
    schema: expect.any(Number) as number,
  })
})
test('a file that does not answer is 503, and no detail leaves the house', async () => {
  const { app, db } = house()
  db.$client.close()
  const { statusCode, headers, body } = await app.inject('/healthz')
  expect([statusCode, headers['cache-control']]).toEqual([503, 'no-store'])
  expect(body).not.toMatch(/database|connection|sqlite/i)
})
