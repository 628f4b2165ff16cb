// Stands in for the one native module that Theia cannot start without and npm does not build by itself: a machine without drives.
exports.list = async () => [];
