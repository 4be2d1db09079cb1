/** The data of figure 2: each feature's own output when it alone is active at x. */
export interface ResponseCurves {
  readonly features: number;
  /** R⁺ᵢᵢ by feature: the output is x·R⁺ᵢᵢ for x > 0. */
  readonly positive: readonly number[];
  /** R⁻ᵢᵢ by feature: the output is |x|·R⁻ᵢᵢ for x < 0. */
  readonly negative: readonly number[];
  readonly positiveMean: number;
  readonly negativeMean: number;
  /** The features with a panel of their own: all, or 100 evenly spaced ones. */
  readonly shown: readonly number[];
  /** The same curves swept through the float32 forward pass. */
  readonly check: {
    readonly inputs: readonly number[];
    /** Features swept: those shown. */
    readonly features: number;
    /** Largest |forward pass − exact response| over features and inputs. */
    readonly maximumDifference: number;
  };
}
