import { expect, it } from 'vitest';
import { json } from '../values/codec.js';
import { type TaskAddress, task } from './task.js';

it.each(['room', 'room#fn', '@me/room#fn', 'room/gain#', 'room/gain#two-words'])(
  'refuses the address %s, which names no export of a module',
  (address) => {
    expect(() => task(address as TaskAddress, { codec: json() })).toThrow(
      /must be 'package\/subpath#export'/,
    );
  },
);

it('refuses a function called then, whose module could not be imported', () => {
  expect(() => task('room/gain#then', { codec: json() })).toThrow(/must not be called 'then'/);
});
