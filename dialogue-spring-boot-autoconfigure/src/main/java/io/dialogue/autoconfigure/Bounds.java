package io.dialogue.autoconfigure;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * Checks the figures of the configuration, so that a wrong one is reported by the name of
 * its property.
 */
final class Bounds {

	private Bounds() {
	}

	static int positive(String property, int value) {
		return atLeast(1, property, value);
	}

	static int notNegative(String property, int value) {
		return atLeast(0, property, value);
	}

	static int atLeast(int least, String property, int value) {
		if (value < least) {
			throw outOfRange(property, value, least + " or more");
		}
		return value;
	}

	static int between(int least, int most, String property, int value) {
		if (value < least || value > most) {
			throw outOfRange(property, value, "a number from " + least + " to " + most);
		}
		return value;
	}

	static Duration positive(String property, Duration value) {
		if (value.toMillis() <= 0) {
			throw outOfRange(property, value, "a duration of a millisecond or more, such as 10s");
		}
		return value;
	}

	static Duration notNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw outOfRange(property, value, "a duration that is not negative, such as 10s");
		}
		return value;
	}

	/** A number of bytes. */
	static int positive(String property, DataSize value) {
		if (value.toBytes() < 1 || value.toBytes() > Integer.MAX_VALUE) {
			throw outOfRange(property, value, "a size from 1B to 2047MB");
		}
		return (int) value.toBytes();
	}

	private static DialogueConfigurationException outOfRange(String property, Object value, String range) {
		return new DialogueConfigurationException(property + " is " + value + ", which is out of range.",
				"Set it to " + range + ", or remove it to get the default.");
	}

}
