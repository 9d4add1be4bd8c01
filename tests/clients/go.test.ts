import { clientsIn } from './clients';
import { testClient } from './suite';

describe.each(clientsIn('go'))('$name', testClient);
