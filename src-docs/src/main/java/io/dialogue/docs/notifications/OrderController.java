package io.dialogue.docs.notifications;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.dialogue.docs.notifications.Alert.Action;
import io.dialogue.docs.notifications.Alert.Type;

/**
 * Ships orders, and tells the customers.
 */
// tag::controller[]
@RestController
class OrderController {

	private final Notifications notifications;

	OrderController(Notifications notifications) {
		this.notifications = notifications;
	}

	@PostMapping("/orders/{id}/ship")
	void ship(@PathVariable String id, @RequestParam String customer) {
		this.notifications.send(customer, new Alert("Order shipped", "Order " + id + " is on its way", Type.SUCCESS,
				new Action("Track it", "https://shop.example/orders/" + id)));
	}

}
// end::controller[]
