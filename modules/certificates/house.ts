import type { Config } from '#server/config'
import type { House } from './batches.ts'

/** Where this house is found from outside, as papers say it. Production names its address; else it is this machine. */
export const houseOf = ({ baseUrl, host, port, isDemo }: Config): House => ({
  base: baseUrl ?? `http://${host}:${String(port)}`,
  isSpecimen: isDemo,
})
