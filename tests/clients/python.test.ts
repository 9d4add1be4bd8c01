import { clientsIn } from './clients';
import { testClient } from './suite';

describe.each(clientsIn('python'))('$name', testClient);
