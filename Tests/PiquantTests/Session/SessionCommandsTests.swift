import Tastytrade
import Testing
import Wire
