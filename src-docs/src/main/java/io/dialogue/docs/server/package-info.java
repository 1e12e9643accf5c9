/**
 * The server API in use.
 */
@NullMarked
package io.dialogue.docs.server;

import org.jspecify.annotations.NullMarked;
