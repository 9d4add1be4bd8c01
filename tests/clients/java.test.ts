import { clientsIn } from './clients';
import { testClient } from './suite';

describe.each(clientsIn('java'))('$name', testClient);
