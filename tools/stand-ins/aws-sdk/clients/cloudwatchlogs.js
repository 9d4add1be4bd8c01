module.exports = require('../refuse')('CloudWatchLogs');
