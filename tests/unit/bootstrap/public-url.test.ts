import { publicUrlOf } from '../../../src/bootstrap/public-url';

test.each([
  [{ publicUrl: 'https://muster.example.com', host: '0.0.0.0', port: 4000 }, 'https://muster.example.com'],
  [{ publicUrl: null, host: '127.0.0.1', port: 4000 }, 'http://127.0.0.1:4000'],
  [{ publicUrl: null, host: '0.0.0.0', port: 80 }, 'http://127.0.0.1:80'],
  [{ publicUrl: null, host: '::', port: 4000 }, 'http://127.0.0.1:4000'],
  [{ publicUrl: null, host: '::1', port: 4000 }, 'http://[::1]:4000'],
  [{ publicUrl: null, host: 'muster.local', port: 4000 }, 'http://muster.local:4000'],
])('a server with %j is reached at %s', (environment, url) => {
  expect(publicUrlOf(environment)).toBe(url);
});
