import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const carried = fileURLToPath(new URL('../program/grafake', import.meta.url));

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// What GRAFAKE names, else what this package carries in program/, which fits it best, else what is in PATH.
export function findProgram() {
  if (process.env.GRAFAKE) return process.env.GRAFAKE;
  const places = (process.env.PATH ?? '').split(delimiter).filter(Boolean).map((place) => join(place, 'grafake'));
  const found = [carried, ...places].find(canRun);
  if (found) return found;
  throw new Error('there is no program grafake in PATH; say where it is by GRAFAKE=/path/of/grafake');
}
