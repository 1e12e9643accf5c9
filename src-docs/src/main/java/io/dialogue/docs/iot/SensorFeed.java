package io.dialogue.docs.iot;

import org.springframework.stereotype.Component;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.docs.iot.SensorEvents.DeviceAlert;
import io.dialogue.docs.iot.SensorEvents.DeviceAlert.Type;
import io.dialogue.docs.iot.SensorEvents.SensorReading;

/**
 * Takes what devices report, for instance from an MQTT bridge.
 */
// tag::feed[]
@Component
class SensorFeed {

	private static final String ROOM = "sensors";

	private static final double HOT = 40;

	private static final double LOW_BATTERY = 20;

	private final DialogueTemplate dialogue;

	SensorFeed(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	void accept(String deviceId, SensorReading reading) {
		this.dialogue.to(ROOM).from(deviceId).trigger(reading);
		if (reading.temperature() > HOT) {
			this.dialogue.trigger(ROOM,
					new DeviceAlert(deviceId, Type.TEMPERATURE, "Too hot", reading.temperature(), HOT));
		}
		if (reading.battery() < LOW_BATTERY) {
			this.dialogue.trigger(ROOM,
					new DeviceAlert(deviceId, Type.BATTERY, "Battery is low", (double) reading.battery(), LOW_BATTERY));
		}
	}

}
// end::feed[]
