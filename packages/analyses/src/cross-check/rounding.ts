/**
 * Half the distance of two neighbouring float32 numbers just above 1. This is the largest relative error of a rounding.
 */
export const rounding = 2 ** -24;
