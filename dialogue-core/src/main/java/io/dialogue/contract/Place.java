package io.dialogue.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Where a value stands, and what is known of how it is read.
 *
 * @param type the declared type
 * @param deserializer what reads it
 * @param types what reads of which subtype it is, if something does
 * @param checks what is checked of it
 * @param nullContent whether a container may hold nulls here
 */
record Place(JavaType type, ValueDeserializer<?> deserializer, @Nullable TypeDeserializer types, Checks checks,
		boolean nullContent) {

	Place {
		while (deserializer instanceof DelegatingDeserializer delegating) {
			deserializer = delegating.getDelegatee();
		}
	}

}
