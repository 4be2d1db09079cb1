export { sumTile2, sumTile4, sumTile6, sumTile7 } from './outputs';
export { sumWideTile2, sumWideTile4, sumWideTile6, sumWideTile7 } from './outputs64';
export { sumSlopes2, sumSlopes4, sumSlopes6, sumSlopes8, sumSlopes10, sumSlopes12, sumSlopes13 } from './backward';
export { sumCubes2, sumCubes4, sumCubes6, sumCubes8, sumCubes10, sumCubes12, sumCubes13 } from './backward';
export { addTile2, addTile4, addTile6, addTile8, addTile10, addTile12, addTile13 } from './output-gradient';
