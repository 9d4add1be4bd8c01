import { clientsIn } from './clients';
import { testClient } from './suite';

describe.each(clientsIn('node'))('$name', testClient);
