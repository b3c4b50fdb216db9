import type { RefreshForecasts } from '../application/refresh-forecasts/refresh-forecasts.handler';
import { defineJob, type Job } from './define-job';

export function refreshForecastsJob(refreshForecasts: RefreshForecasts): Job {
  return defineJob('refresh-forecasts', '41 1 * * *', async () => {
    await refreshForecasts.execute();
  });
}
