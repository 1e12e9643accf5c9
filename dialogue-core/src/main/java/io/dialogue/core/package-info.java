/**
 * The API that applications inject: operations on rooms, events and clients.
 */
@NullMarked
package io.dialogue.core;

import org.jspecify.annotations.NullMarked;
