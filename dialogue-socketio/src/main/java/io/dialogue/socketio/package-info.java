/**
 * The Socket.IO gateway: a server on netty-socketio's Engine.IO engine, with guards, a
 * Socket.IO layer and an encoder of its own.
 */
@NullMarked
package io.dialogue.socketio;

import org.jspecify.annotations.NullMarked;
