import { z } from 'zod'

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')
const Environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('data'),
    BASE_URL: z.url().optional(),
    LMS_ENV: z.enum(['demo', 'production']).default('demo'),
    SESSION_SECRET: z.string().min(32).optional(),
    DEMO_PASSWORD: z.string().min(8).optional(),
    TRUST_PROXY: flag.default(false),
    SECURE_COOKIES: flag.optional(),
    WEB_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(1),
  })
  .superRefine(({ LMS_ENV, SESSION_SECRET, BASE_URL }, context) => {
    if (LMS_ENV !== 'production') return
    const missing = [!SESSION_SECRET && 'SESSION_SECRET (32 characters or more)', !BASE_URL && 'BASE_URL'].filter(
      Boolean,
    )
    if (missing.length > 0) context.addIssue({ code: 'custom', message: `production needs ${missing.join(' and ')}` })
  })

export type Config = {
  port: number
  host: string
  folder: string
  baseUrl: string | null
  isDemo: boolean
  demoPassword: string | null
  trustProxy: boolean
  /** Cookies only over TLS: by default where the house has an https address. */
  secureCookies: boolean
  processes: number
}

/** Reads the environment once. Throws one Error that names every variable that does not fit. */
export const readConfig = (environment: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(given)
  if (!read.success) {
    const rows = read.error.issues.map((issue) => `  ${issue.path.map(String).join('.')} ${issue.message}`.trimEnd())
    throw new Error(`The settings in the environment do not fit:\n${rows.join('\n')}`)
  }
  const env = read.data
  return {
    port: env.PORT,
    host: env.HOST,
    folder: env.DATA_DIR,
    baseUrl: env.BASE_URL ?? null,
    isDemo: env.LMS_ENV === 'demo',
    demoPassword: env.DEMO_PASSWORD ?? null,
    trustProxy: env.TRUST_PROXY,
    secureCookies: env.SECURE_COOKIES ?? env.BASE_URL?.startsWith('https:') ?? false,
    processes: env.WEB_CONCURRENCY,
  }
}
