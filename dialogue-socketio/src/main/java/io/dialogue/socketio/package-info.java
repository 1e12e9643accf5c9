/**
 * The Socket.IO gateway on netty-socketio.
 */
@NullMarked
package io.dialogue.socketio;

import org.jspecify.annotations.NullMarked;
