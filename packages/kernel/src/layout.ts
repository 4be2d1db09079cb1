import type { KernelExports, KernelGlobals } from './instance.js';

/** The length in bytes of each array of a plan, by the name of the global that gets its address. */
export type Regions = Readonly<Record<string, number>>;

/** The memory of WebAssembly ends at 4 GiB. We leave the last page out so that no address wraps around. */
const MAX_BYTES = 2 ** 32 - 2 ** 16;

const aligned = (bytes: number) => Math.ceil(bytes / 64) * 64;

/** Bytes of memory that the arrays need together. */
export function regionBytes(regions: Regions): number {
  return Object.values(regions).reduce((sum, bytes) => sum + aligned(bytes), 0);
}

/**
 * Makes room for the arrays in an instance's memory and sets the globals to their addresses. Throws a RangeError when
 * WebAssembly or the machine does not give enough memory; nothing has been computed then.
 */
export function layOut(kernel: KernelExports, regions: Regions): void {
  const globals = kernel as unknown as KernelGlobals;
  let address = aligned(globals['heapBase']!.value);
  const end = address + regionBytes(regions);
  const needed = `the kernel needs ${Math.ceil(end / 2 ** 20)} MiB of memory for this shape`;
  if (end > MAX_BYTES) throw new RangeError(`${needed}: WebAssembly has at most 4096`);
  try {
    kernel.memory.grow(Math.max(0, Math.ceil((end - kernel.memory.buffer.byteLength) / 2 ** 16)));
  } catch (error) {
    throw new RangeError(`${needed}, more than there is`, { cause: error });
  }
  for (const [name, bytes] of Object.entries(regions)) {
    globals[name]!.value = address;
    address += aligned(bytes);
  }
}

/** Sets globals of a plan by name. */
export function setGlobals(kernel: KernelExports, values: Readonly<Record<string, number>>): void {
  const globals = kernel as unknown as KernelGlobals;
  for (const [name, value] of Object.entries(values)) globals[name]!.value = value;
}

/** The address that a global holds. */
export function addressOf(kernel: KernelExports, name: string): number {
  return (kernel as unknown as KernelGlobals)[name]!.value >>> 0;
}
