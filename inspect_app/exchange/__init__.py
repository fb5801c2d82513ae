"""The other office's door: messages between instances, over the network and in files; and our own calls to other machines."""
