import cluster from 'node:cluster'
import { pathToFileURL } from 'node:url'
import { build } from '#server/app'
import { learnAll } from '#server/compose'
import { readConfig, type Config } from '#server/config'
import type { Db } from '#server/db/open'
import { open } from '#server/db/open'
import { foldersOf, prepare } from '#server/prepare'
import { startProcesses } from '#server/processes'
import { startJobs } from '#server/runner'
import { makeSite } from '#server/site'
import { second } from '#server/time'
import { stopWorker } from '#server/worker'
import { modules } from '../modules/index.ts'
import { seedDemo, greet } from './demo.ts'

/** How long a stop waits for requests in hand. */
const patience = 10 * second

const serve = async (config: Config, db: Db): Promise<void> => {
  const site = makeSite(foldersOf(config.folder).assets)
  const app = build({ config, db, modules, site, log: { level: 'info', base: null } })
  const jobs = startJobs(
    db,
    modules.flatMap((one) => one.jobs ?? []),
    modules.flatMap((one) => one.schedule ?? []),
    (kind, error) => {
      app.log.error({ err: error, kind }, 'a job failed')
    },
  )
  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), patience).unref()
    await app.close()
    await jobs.stop()
    await stopWorker()
    db.$client.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
  await app.listen({ port: config.port, host: config.host })
}
const printAddress = ({ host, port, isDemo, baseUrl }: Config): void => {
  if (isDemo && !['127.0.0.1', 'localhost', '::1'].includes(host))
    console.warn(
      `Warning: the demo, with its known people, is open to whoever reaches ${host}. Set LMS_ENV=production for real use.`,
    )
  console.log(`\n  ${baseUrl ?? `http://${host}:${String(port)}`}\n`)
}
const start = async (): Promise<void> => {
  const config = readConfig(process.env)
  learnAll(modules)
  if (cluster.isWorker) {
    await serve(config, open(foldersOf(config.folder).file))
    return
  }
  const { db } = prepare(config, modules, Date.now())
  if (config.isDemo) await seedDemo(db, config, modules)
  if (config.processes > 1) {
    db.$client.close()
    await startProcesses(config.processes)
  } else await serve(config, db)
  printAddress(config)
  if (config.isDemo) greet(config)
}
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  start().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  })
