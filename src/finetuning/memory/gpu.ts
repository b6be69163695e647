/** One kind of accelerator. The list is data: a user may add to it and change it. */
export interface Gpu {
  readonly id: string;
  readonly name: string;
  readonly vendor: 'NVIDIA' | 'Huawei' | 'AMD' | 'other';
  /** Memory of one card in GB (10⁹ bytes) as its data sheet names it. */
  readonly memoryGB: number;
  /** Dense bf16 throughput in TFLOP/s as its data sheet names it. */
  readonly bf16Tflops: number;
  /** Power under load in watts. */
  readonly watts: number;
  /** Where the figures are from. */
  readonly source: string;
}
