package io.dialogue.benchmarks.harness;

/**
 * What one broadcast cost a server, in one window.
 *
 * @param server the server's name
 * @param crowd what else the server had
 * @param run in which run; each has new processes
 * @param round in which round of the run; what is in the same one was measured in turns
 * @param subscribers how many received it
 * @param micros CPU time in microseconds
 */
record Cost(String server, Crowd crowd, int run, int round, int subscribers, double micros) {

}
