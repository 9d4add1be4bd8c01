import { readEvent } from '../../src/cloudformation/event';
import { adaptTransformations } from '../../src/cloudformation/generated-models';
import { AssumeRoleDefinition, ResourceModel, TypeConfigurationModel } from '../../src/models';

beforeAll(() => adaptTransformations(ResourceModel, TypeConfigurationModel, AssumeRoleDefinition));

/** Reads an event with a type configuration. @returns why that fails, and how often the model was asked meanwhile. */
function read(typeConfiguration: unknown): { message: string; asked: number } {
  const asked = jest.spyOn(TypeConfigurationModel, 'deserialize');
  const event = { action: 'READ', requestData: { typeConfiguration } };
  try {
    readEvent(event, { name: 'A::B::C', model: ResourceModel, configuration: TypeConfigurationModel });
  } catch (error) {
    return { message: String(error), asked: asked.mock.calls.length };
  } finally {
    asked.mockRestore();
  }
  throw new Error('it was read');
}

// A function that is called at the same moment waits behind it.
describe('a type configuration that cannot be read is refused without work for each of its parts', () => {
  it.each([
    ['a long text', 'x'.repeat(60_000)],
    ['a long list', Array.from({ length: 4_000 }, () => 'x')],
  ])('%s', (_, value) => {
    const { message, asked } = read(value);
    expect(message).toContain('the type that the schema requires. Set it');
    expect(asked).toBe(0);
  });

  it('an object with thousands of names', () => {
    const names = Array.from({ length: 4_000 }, (_, index) => [`Name${index}`, 'x']);
    const { message, asked } = read({ ForceDelete: 'x', ...Object.fromEntries(names) });
    expect(message).toContain('the type that the schema requires, in ForceDelete. Set it');
    expect(asked).toBeLessThan(40);
  });
});

it('every property that cannot be read is named, in their order', () => {
  const { message } = read({ AssumeRole: { DurationSeconds: 'x' }, RegionId: 'cn-shanghai', ForceDelete: 'x' });
  expect(message).toContain('in AssumeRole, ForceDelete. Set it');
});
