/**
 * Where transports meet the library: sessions, requests, answers and the contract of a
 * server.
 */
@NullMarked
package io.dialogue.gateway;

import org.jspecify.annotations.NullMarked;
