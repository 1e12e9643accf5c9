package io.dialogue.benchmarks.harness;

/**
 * What one broadcast cost a server, in one run.
 *
 * @param server the server's name
 * @param crowd whether there were other rooms and idle clients
 * @param subscribers how many received it
 * @param micros CPU time in microseconds
 */
record Cost(String server, boolean crowd, int subscribers, double micros) {

}
