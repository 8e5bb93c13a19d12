import type { App } from '#server/module'
import { batchRoutes } from './batch-routes.ts'
import { certificateRoutes } from './certificate-routes.ts'
import { verifyRoutes } from './verify-routes.ts'

export const routes = (app: App): void => {
  batchRoutes(app)
  certificateRoutes(app)
  verifyRoutes(app)
}
