package io.dialogue.autoconfigure;

import io.dialogue.client.ClientRegistry;
import io.dialogue.hook.DialogueContext;
import io.dialogue.room.RoomLookup;

/**
 * What hooks may look up.
 *
 * @param clients the clients of this node
 * @param rooms the rooms
 */
record LookupContext(ClientRegistry clients, RoomLookup rooms) implements DialogueContext {

}
