import { describe, expect, it } from 'vitest';
import { branchCall, stepCall, touchCall } from '../../engine/definition/call-schema.ts';
import { aTouch } from '../support/touch.ts';

describe('a call of a step', () => {
  it('is taken as it was compiled, nothing dropped', () => {
    expect(touchCall.parse(aTouch())).toEqual(aTouch());
  });

  it('is refused when an id is missing, by the name of the field', () => {
    const { account: _, ...rest } = aTouch();
    expect(() => touchCall.parse(rest)).toThrow(/account/);
  });

  it('is refused by the function of another kind of step', () => {
    expect(() => stepCall.parse(aTouch())).toThrow(/kind/);
    expect(() => branchCall.parse(aTouch())).toThrow(/kind/);
  });
});
