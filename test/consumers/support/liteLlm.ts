import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** A running LiteLLM proxy. */
export interface LiteLlm {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** What the proxy serves, and where it gets it. */
export interface LiteLlmRoutes {
  readonly models: readonly string[];
  /** The base URL of a server with the OpenAI protocol. */
  readonly upstream: string;
  /** The key that the proxy expects. */
  readonly key: string;
}

const START_SECONDS = 240;

/** Starts the proxy of an environment that has `litellm[proxy]`; `folder` gets its configuration. */
export async function startLiteLlm(python: string, folder: string, routes: LiteLlmRoutes): Promise<LiteLlm> {
  const config = join(folder, 'litellm.json');
  await writeFile(config, JSON.stringify(toConfig(routes)));
  const port = await findFreePort();
  const program = join(dirname(python), process.platform === 'win32' ? 'litellm.exe' : 'litellm');
  const child = spawn(program, ['--config', config, '--host', '127.0.0.1', '--port', String(port)], {
    cwd: folder,
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True', LITELLM_MODE: 'PRODUCTION', PYTHONUNBUFFERED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const origin = `http://127.0.0.1:${port}`;
  await waitUntilAlive(child, origin);
  return { baseUrl: `${origin}/v1`, close: () => stop(child) };
}

/** JSON is YAML too. Retries are left to the client, or a rate limit would be asked for four times by each. */
function toConfig({ models, upstream, key }: LiteLlmRoutes): object {
  return {
    model_list: models.map((name) => ({
      model_name: name,
      litellm_params: { model: `openai/${name}`, api_base: upstream, api_key: 'sk-upstream', max_retries: 0 },
    })),
    litellm_settings: { num_retries: 0, telemetry: false, drop_params: false },
    router_settings: { num_retries: 0, disable_cooldowns: true },
    general_settings: { master_key: key },
  };
}

async function waitUntilAlive(child: ChildProcess, origin: string): Promise<void> {
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes) => {
      log = `${log}${bytes}`.slice(-3000);
    });
  }
  for (let second = 0; second < START_SECONDS; second++) {
    if (child.exitCode !== null) break;
    const alive = await fetch(`${origin}/health/liveliness`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (alive) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await stop(child);
  throw new Error(`LiteLLM did not start: ${log}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill('SIGKILL');
  await ended;
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
