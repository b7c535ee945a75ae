/**
 * The files that CloudTrail writes, taken apart into records while they are read. Where a file comes from does not enter here beyond the folder of this machine.
 */
package io.peregrine.plugins.cloudtrail.records;
