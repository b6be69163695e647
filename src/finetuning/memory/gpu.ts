/** An accelerator. The list is data that the user can change. */
export interface Gpu {
  readonly id: string;
  readonly name: string;
  readonly vendor: 'NVIDIA' | 'Huawei' | 'AMD' | 'other';
  /** Memory of one card in GB as in its data sheet; such a gigabyte is 2³⁰ bytes. */
  readonly memoryGB: number;
  /** Dense bf16 throughput in TFLOP/s as in its data sheet. */
  readonly bf16Tflops: number;
  /** Power under load in watts. */
  readonly watts: number;
  /** Source of the figures. */
  readonly source: string;
}

const nvidia = (id: string, name: string, memoryGB: number, bf16Tflops: number, watts: number): Gpu => ({
  id,
  name,
  vendor: 'NVIDIA',
  memoryGB,
  bf16Tflops,
  watts,
  source: `NVIDIA ${name} data sheet, dense bf16`,
});

/** The default accelerators, smallest memory first. Check them against your own data sheet. */
export const defaultGpus: readonly Gpu[] = [
  nvidia('rtx-4090', 'GeForce RTX 4090', 24, 165, 450),
  nvidia('l20', 'L20', 48, 119.5, 275),
  nvidia('l40s', 'L40S', 48, 362, 350),
  nvidia('a100-40', 'A100 40 GB', 40, 312, 400),
  {
    id: 'ascend-910b',
    name: 'Ascend 910B',
    vendor: 'Huawei',
    memoryGB: 64,
    bf16Tflops: 313,
    watts: 400,
    source: 'Published figures of resellers; variants differ (280 to 400 TFLOP/s)',
  },
  nvidia('a100-80', 'A100 80 GB', 80, 312, 400),
  nvidia('a800', 'A800 80 GB', 80, 312, 400),
  nvidia('h100', 'H100 SXM', 80, 989, 700),
  nvidia('h800', 'H800 SXM', 80, 989, 700),
  nvidia('h20', 'H20', 96, 148, 400),
  nvidia('h200', 'H200 SXM', 141, 989, 700),
];

/** Bytes of one card. */
export function cardBytes(gpu: Gpu): number {
  return gpu.memoryGB * 2 ** 30;
}
