/** Half the distance of two neighbouring float32 numbers around 1: the largest relative error of one rounding. */
export const rounding = 2 ** -24;
