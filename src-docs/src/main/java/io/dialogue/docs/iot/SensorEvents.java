package io.dialogue.docs.iot;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * The events of the devices.
 */
// tag::events[]
interface SensorEvents {

	@DialogueEvent(name = "sensor:reading", history = @History(limit = 1000))
	record SensorReading(double temperature, double humidity, double pressure, @Min(0) @Max(100) int battery) {

	}

	@DialogueEvent("device:status")
	record DeviceStatus(Status status, long lastSeen) {

		enum Status {

			ONLINE, OFFLINE, ERROR, MAINTENANCE

		}

	}

	@DialogueEvent(name = "device:alert", history = @History(limit = 100))
	record DeviceAlert(String deviceId, Type alertType, String message, @Nullable Double value,
			@Nullable Double threshold) {

		enum Type {

			TEMPERATURE, BATTERY, CONNECTIVITY, ERROR

		}

	}

}
// end::events[]
